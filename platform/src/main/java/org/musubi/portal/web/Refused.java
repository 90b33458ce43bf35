package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletResponse;
import org.musubi.gateway.Released;
import org.musubi.ihe.xds.ErrorCode;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** The page in place of a document that is not shown: why in words, the code, and a status. */
final class Refused {
  private static final String VIEW = "portal/refused";

  private Refused() {}

  static String with(Released.Refused refused, Model model, HttpServletResponse response) {
    response.setStatus(status(refused.code()).value());
    return page(model, refused.japanese(), refused.code().code());
  }

  /** The session already waits for as many documents as it may. */
  static String many(Model model) {
    return page(model, "ほかの文書を取り寄せています。表示されてから、もう一度お試しください。", "");
  }

  private static String page(Model model, String message, String code) {
    model.addAttribute("message", message);
    model.addAttribute("code", code);
    return VIEW;
  }

  /** What is unknown and what may not be shown have the same; the rest is the community's. */
  static HttpStatus status(ErrorCode code) {
    return switch (code) {
      case DOCUMENT_UNIQUE_ID_ERROR, UNKNOWN_COMMUNITY, UNKNOWN_REPOSITORY_ID, MISSING_DOCUMENT ->
          HttpStatus.NOT_FOUND;
      case UNAVAILABLE_COMMUNITY, REPOSITORY_BUSY, REGISTRY_BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
      default -> HttpStatus.BAD_GATEWAY;
    };
  }
}
