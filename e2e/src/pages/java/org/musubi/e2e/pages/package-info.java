/** The pages as people use them: in Chromium, with and without script, by keyboard and enlarged; compiled and run where Chromium is installed. */
@NullMarked
package org.musubi.e2e.pages;

import org.jspecify.annotations.NullMarked;
