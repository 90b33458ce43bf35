/**
 * The two data sources of every room: {@link org.musubi.core.store.Registry} (written at the
 * centre, replicated to the points) and {@link org.musubi.core.store.Local} (written where it
 * happens). One PostgreSQL serves both until they part.
 */
@NamedInterface("store")
@NullMarked
package org.musubi.core.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
