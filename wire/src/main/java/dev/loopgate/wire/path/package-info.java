/** What a path of a workspace may look like, and which patterns cover it: one answer everywhere. */
@NullMarked
package dev.loopgate.wire.path;

import org.jspecify.annotations.NullMarked;
