/**
 * One way to the rows of a service's database: Jdbi, in the transaction under way. Nothing else
 * knows JDBC.
 */
@NullMarked
package dev.loopgate.chassis.sql;

import org.jspecify.annotations.NullMarked;
