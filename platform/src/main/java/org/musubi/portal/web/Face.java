package org.musubi.portal.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;

/** What every page shares: who is signed in, the style sheet and the scripts. */
@Controller
@ControllerAdvice
class Face {
  private static final CacheControl DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  /** The person in the head of the page; null before the sign-in. */
  @ModelAttribute("who")
  @Nullable SignedIn who(@AuthenticationPrincipal @Nullable SignedIn who) {
    return who;
  }

  /** Whether a frame of one of our pages asks: what is shown there has no head and foot. */
  @ModelAttribute("framed")
  boolean framed(
      @RequestHeader(name = "Sec-Fetch-Dest", required = false) @Nullable String destination) {
    return "iframe".equals(destination);
  }

  @GetMapping("/face/musubi.css")
  @Allows(Right.PUBLIC)
  ResponseEntity<Resource> style() {
    return file("static/face/musubi.css", new MediaType("text", "css"));
  }

  @GetMapping("/face/htmx.min.js")
  @Allows(Right.PUBLIC)
  ResponseEntity<Resource> script() {
    return file(
        "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
        new MediaType("text", "javascript"));
  }

  /** Verifies an entry of the trail in the browser. */
  @GetMapping("/face/trail-proof.js")
  @Allows(Right.PUBLIC)
  ResponseEntity<Resource> trailProof() {
    return file("static/face/trail-proof.js", new MediaType("text", "javascript"));
  }

  private static ResponseEntity<Resource> file(String path, MediaType type) {
    return ResponseEntity.ok()
        .cacheControl(DAY)
        .contentType(type)
        .body(new ClassPathResource(path));
  }
}
