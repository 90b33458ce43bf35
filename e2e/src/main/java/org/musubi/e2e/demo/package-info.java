/**
 * The demo: the whole on one machine, and the main job done once before the eyes of whoever started
 * it. What it claims to have done it has done over the wire, with real messages.
 */
@NullMarked
package org.musubi.e2e.demo;

import org.jspecify.annotations.NullMarked;
