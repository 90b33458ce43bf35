/**
 * The kernel below all rooms: identifiers that validate, the actor, the two data sources. No
 * behaviour; grows only by ADR.
 */
@ApplicationModule(
    displayName = "共通語彙",
    allowedDependencies = {})
@NullMarked
package org.musubi.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
