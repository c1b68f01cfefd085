/** This service's copies of programs, generations, ideas and clearances. */
@NullMarked
package dev.loopgate.experiments.program;

import org.jspecify.annotations.NullMarked;
