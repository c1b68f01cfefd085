/** Program files: parsed, checked, and kept in immutable versions. */
@NullMarked
package dev.loopgate.ideas.program;

import org.jspecify.annotations.NullMarked;
