/** People: who signs in, for which facility, and whose assertions about people are believed. */
@ApplicationModule(
    displayName = "d. ユーザ認証機能",
    allowedDependencies = {"core", "core::store", "audit", "soc", "facility"})
@NullMarked
package org.musubi.idp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
