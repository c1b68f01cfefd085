/** What this machine can do, and how to get more. */
@NullMarked
package dev.loopgate.cli.doctor;

import org.jspecify.annotations.NullMarked;
