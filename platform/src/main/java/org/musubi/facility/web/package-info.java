/**
 * The web server of the platform: one Tomcat with a door for people and a door for members'
 * systems, each with its own TLS. Here because the keys are here.
 */
@NullMarked
package org.musubi.facility.web;

import org.jspecify.annotations.NullMarked;
