package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the trail how the showing of a document ended, once the page is written or has failed. */
@Configuration(proxyBeanMethods = false)
class Shown implements HandlerInterceptor, WebMvcConfigurer {
  private static final String RECEIPT = Shown.class.getName();

  private final AuditTrail audit;

  Shown(AuditTrail audit) {
    this.audit = audit;
  }

  /** The document of this receipt is part of the page that is about to be written. */
  static void onPage(HttpServletRequest request, Receipt receipt) {
    request.setAttribute(RECEIPT, receipt);
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
    if (request.getAttribute(RECEIPT) instanceof Receipt receipt) {
      audit.outcome(receipt.act(), failure == null ? Outcome.sent() : Outcome.abortedAt(0));
    }
  }
}
