package dev.loopgate.chassis.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets anybody read this without a token where the operator has switched that on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublicWhen {
  /** The name of the setting; false when it is not set. */
  String value();
}
