/** A worker: started here, and the doctor that says what its machine can do. */
@NullMarked
package dev.loopgate.worker;

import org.jspecify.annotations.NullMarked;
