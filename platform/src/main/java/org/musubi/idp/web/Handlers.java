package org.musubi.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The pages and the right that each needs. A page without a right does not start (ARCHITECTURE.md,
 * "Laws"). Exempt are paths under {@code /iti}, which only members' certificates reach, and the
 * framework's own error page, which no request may ask for by itself.
 */
@Component
class Handlers implements SmartInitializingSingleton {
  private static final String TRANSACTIONS = "/iti";
  private static final String FRAMEWORK = "org.springframework.boot.";

  private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

  Handlers(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<String> without = new ArrayList<>();
    mappings.forEach(mapping ->
        mapping
            .getHandlerMethods()
            .forEach((info, method) -> {
              if (needsRight(info, method) && rights(method).isEmpty()) {
                without.add(method.getShortLogMessage());
              }
            }));
    if (!without.isEmpty()) {
      throw new IllegalStateException("these pages state no right: " + without);
    }
  }

  private static boolean needsRight(RequestMappingInfo info, HandlerMethod method) {
    return !method.getBeanType().getName().startsWith(FRAMEWORK)
        && !info.getPatternValues().stream().allMatch(path -> path.startsWith(TRANSACTIONS));
  }

  /**
   * What the page that would answer needs; empty when it states none, null when there is no page.
   */
  @Nullable Set<Right> rightsFor(HttpServletRequest request) {
    for (var mapping : mappings) {
      var found = handler(mapping, request);
      if (found.isPresent()) {
        return rights(found.get());
      }
    }
    return null;
  }

  private static Optional<HandlerMethod> handler(
      RequestMappingInfoHandlerMapping mapping, HttpServletRequest request) {
    try {
      ServletRequestPathUtils.parseAndCache(request);
      var chain = mapping.getHandler(request);
      return chain != null && chain.getHandler() instanceof HandlerMethod method
          ? Optional.of(method)
          : Optional.empty();
    } catch (Exception e) {
      // Wrong method or media type: no page answers; the dispatcher will say so.
      return Optional.empty();
    }
  }

  private static Set<Right> rights(HandlerMethod method) {
    var stated = allows(method.getMethod());
    return stated.isEmpty() ? allows(method.getBeanType()) : stated;
  }

  private static Set<Right> allows(AnnotatedElement element) {
    var allows = AnnotatedElementUtils.findMergedAnnotation(element, Allows.class);
    return allows == null ? Set.of() : Set.of(allows.value());
  }
}
