package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the trail how the showing of people and documents ended, once the page is written or has
 * failed.
 */
@Configuration(proxyBeanMethods = false)
class Shown implements HandlerInterceptor, WebMvcConfigurer {
  private static final String RECEIPTS = Shown.class.getName();

  private final AuditTrail audit;

  Shown(AuditTrail audit) {
    this.audit = audit;
  }

  /** What this receipt releases is part of the page that is about to be written. */
  static void onPage(HttpServletRequest request, Receipt receipt) {
    var held = new ArrayList<Receipt>();
    receipts(request).forEach(held::add);
    held.add(receipt);
    request.setAttribute(RECEIPTS, List.copyOf(held));
  }

  private static Stream<Receipt> receipts(HttpServletRequest request) {
    return request.getAttribute(RECEIPTS) instanceof List<?> held
        ? held.stream().filter(Receipt.class::isInstance).map(Receipt.class::cast)
        : Stream.of();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    receipts(request).forEach(receipt -> audit.outcome(receipt.act(), ended(response, failure)));
    request.removeAttribute(RECEIPTS);
  }

  /** An error page stands in place of the page when it was refused before the first byte. */
  private static Outcome ended(HttpServletResponse response, @Nullable Exception failure) {
    if (failure != null) {
      return Outcome.abortedAt(0);
    }
    return response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
        ? Outcome.failed("an error page was shown instead")
        : Outcome.sent();
  }
}
