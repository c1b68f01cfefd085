/** Takes leases and executes stages in the strongest sandbox that the machine has. */
@NullMarked
package dev.loopgate.worker;

import org.jspecify.annotations.NullMarked;
