/** Content-addressed files. */
@NullMarked
package dev.loopgate.experiments.artifact;

import org.jspecify.annotations.NullMarked;
