/** The wire: endpoints, faults, and what never leaves. */
@NullMarked
package org.musubi.gateway.web;

import org.jspecify.annotations.NullMarked;
