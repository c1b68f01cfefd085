/** Reads the YAML files that people apply. */
@NullMarked
package dev.loopgate.chassis.yaml;

import org.jspecify.annotations.NullMarked;
