/** Ideas: propose, list, view, diff. */
@NullMarked
package dev.loopgate.cli.idea;

import org.jspecify.annotations.NullMarked;
