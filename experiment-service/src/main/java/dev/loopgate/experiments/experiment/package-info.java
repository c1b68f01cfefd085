/** Experiments from clearance to verdict, and the baselines they are measured against. */
@NullMarked
package dev.loopgate.experiments.experiment;

import org.jspecify.annotations.NullMarked;
