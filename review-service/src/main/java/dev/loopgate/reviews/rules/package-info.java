/**
 * What a policy asks for and whether a dossier and its votes meet it. Pure: no container, no
 * database.
 */
@NullMarked
package dev.loopgate.reviews.rules;

import org.jspecify.annotations.NullMarked;
