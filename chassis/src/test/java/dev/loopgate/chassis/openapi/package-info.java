@NullMarked
package dev.loopgate.chassis.openapi;

import org.jspecify.annotations.NullMarked;
