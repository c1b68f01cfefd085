package dev.loopgate.chassis.access;

import dev.loopgate.contracts.access.PrincipalKind;
import dev.loopgate.contracts.access.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who may call a resource method: a principal of {@code kind} that has one of {@code roles}.
 * Several annotations are alternatives. Those of the class are for methods that have none of their
 * own; a method without any is closed to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Allow.Any.class)
public @interface Allow {
  PrincipalKind kind();

  /** Empty means any role, also none. */
  Role[] roles() default {};

  /** The alternatives. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface Any {
    Allow[] value();
  }
}
