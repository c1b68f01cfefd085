/**
 * What the generated OpenAPI documents say beyond the annotations, so that clients are pleasant.
 */
@NullMarked
package dev.loopgate.chassis.openapi;

import org.jspecify.annotations.NullMarked;
