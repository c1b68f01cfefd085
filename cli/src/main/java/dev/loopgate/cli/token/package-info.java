/** Tokens of the local issuer. */
@NullMarked
package dev.loopgate.cli.token;

import org.jspecify.annotations.NullMarked;
