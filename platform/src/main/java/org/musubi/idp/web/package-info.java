/**
 * Sign-in and the rights of pages: default deny, a handler without a right does not start, sessions
 * that end.
 */
@NullMarked
package org.musubi.idp.web;

import org.jspecify.annotations.NullMarked;
