/** What a stage may use, kept from outside and by the kernel, and what it used. */
@NullMarked
package dev.loopgate.worker.limits;

import org.jspecify.annotations.NullMarked;
