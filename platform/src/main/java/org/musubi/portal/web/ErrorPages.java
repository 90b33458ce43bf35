package org.musubi.portal.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What went wrong, in words: a page for people, a problem (RFC 9457) for programs. Neither names a
 * path, a time, a class or a message.
 */
@Controller
@Allows(Right.SIGNED_IN)
class ErrorPages implements ErrorController {
  @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
    var status = status(request);
    response.setStatus(status.value());
    return new ModelAndView(
        "error", Map.of("status", status.value(), "inquiry", InquiryNeeded.refused(request)));
  }

  @RequestMapping("/error")
  ResponseEntity<Problem> problem(HttpServletRequest request) {
    var status = status(request);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, "ja")
        .body(new Problem("about:blank", words(status), status.value()));
  }

  /** Whoever asks for this page by itself is told that there is none. */
  private static HttpStatus status(HttpServletRequest request) {
    if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
      return HttpStatus.NOT_FOUND;
    }
    var known = HttpStatus.resolve(code);
    return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
  }

  private static String words(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "お探しのページはありません。";
      case FORBIDDEN -> "この操作を行う権限がありません。";
      default -> status.is4xxClientError() ? "要求の内容が正しくありません。" : "処理を完了できませんでした。";
    };
  }

  /** RFC 9457, without {@code instance}: an address may hold a session's name for a person. */
  record Problem(String type, String title, int status) {}
}
