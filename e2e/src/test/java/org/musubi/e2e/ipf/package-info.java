/**
 * A foreign peer: IPF 5.1 on CXF 4.2, without Camel, on both sides of the platform. What IPF's own
 * models, schemas, schematron rules and validators say about our messages is the test.
 */
package org.musubi.e2e.ipf;
