/** Where entities and plain rows meet. */
@NullMarked
package dev.loopgate.reviews.entity;

import org.jspecify.annotations.NullMarked;
