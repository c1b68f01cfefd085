/** The whole loop in one command, told step by step. */
@NullMarked
package dev.loopgate.cli.demo;

import org.jspecify.annotations.NullMarked;
