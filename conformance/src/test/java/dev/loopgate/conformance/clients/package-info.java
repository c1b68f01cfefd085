/** Clients that are generated from the committed OpenAPI documents: they compile, and they work. */
@NullMarked
package dev.loopgate.conformance.clients;

import org.jspecify.annotations.NullMarked;
