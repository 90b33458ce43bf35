package org.musubi.idp.web;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Lets a request through when the person has one of the rights that the page states. */
@Component
class RightOfPage implements AuthorizationManager<RequestAuthorizationContext> {
  private final Handlers handlers;

  RightOfPage(Handlers handlers) {
    this.handlers = handlers;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    var needed = handlers.rightsFor(context.getRequest());
    // Who has signed in may learn that there is no such page; nobody else may.
    return new AuthorizationDecision(
        may(authentication.get(), needed == null ? Set.of(Right.SIGNED_IN) : needed));
  }

  private static boolean may(@Nullable Authentication person, Set<Right> needed) {
    return needed.contains(Right.PUBLIC)
        || (person != null
            && person.isAuthenticated()
            && person.getPrincipal() instanceof SignedIn who
            && needed.stream().anyMatch(who::may));
  }
}
