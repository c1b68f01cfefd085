/** What people and programs read. */
@NullMarked
package dev.loopgate.cli.output;

import org.jspecify.annotations.NullMarked;
