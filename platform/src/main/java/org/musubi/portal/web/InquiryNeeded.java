package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;

/**
 * An auditor may not look so without an inquiry; the page of the refusal says how to come by it.
 */
final class InquiryNeeded extends AccessDeniedException {
  private static final long serialVersionUID = 1L;
  private static final String NAME = InquiryNeeded.class.getName();

  InquiryNeeded(HttpServletRequest request) {
    super("an inquiry is needed");
    request.setAttribute(NAME, true);
  }

  /** Whether that is why a request was refused. */
  static boolean refused(HttpServletRequest request) {
    return request.getAttribute(NAME) != null;
  }
}
