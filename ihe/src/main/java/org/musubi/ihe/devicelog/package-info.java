/**
 * What network devices and proxies log, told in one way: who, from where, to where, what, and how
 * it ended; the line itself always kept. And when it really was, from clocks that drift.
 */
@NullMarked
package org.musubi.ihe.devicelog;

import org.jspecify.annotations.NullMarked;
