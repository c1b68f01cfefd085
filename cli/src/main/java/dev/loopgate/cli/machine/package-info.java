/** One machine: database, services and worker, started and kept alive. */
@NullMarked
package dev.loopgate.cli.machine;

import org.jspecify.annotations.NullMarked;
