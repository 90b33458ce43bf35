/** What the trail asks of rooms above it. */
@NamedInterface("spi")
@NullMarked
package org.musubi.audit.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
