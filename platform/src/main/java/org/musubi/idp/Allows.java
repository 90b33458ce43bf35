package org.musubi.idp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right that a page needs. A handler without one does not start (default deny, ARCHITECTURE.md,
 * law 4); several rights mean any of them.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allows {
  Right[] value();
}
