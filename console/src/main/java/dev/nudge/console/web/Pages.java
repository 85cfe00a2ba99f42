package dev.nudge.console.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the pages. They are one document that reads the address itself, so every address that
 * names no file and is not of the API leads to it. Files under {@code assets} have their content's
 * hash in their names and are kept for good; the document is asked for each time. A file that the
 * build has compressed ({@code .br}) goes out as it is, to browsers that take it.
 */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
  private static final String FOLDER = "classpath:/static/";
  private static final String DOCUMENT = "index.html";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(FOLDER + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver())
        .addResolver(new PathResourceResolver());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new DocumentForAll());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/" + DOCUMENT);
  }

  private static final class DocumentForAll extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      Resource file = super.getResource(path, location);
      if (file != null || path.startsWith("api/") || path.startsWith("v1/") || isFile(path)) {
        return file;
      }
      return super.getResource(DOCUMENT, location);
    }

    private static boolean isFile(String path) {
      return path.substring(path.lastIndexOf('/') + 1).contains(".");
    }
  }
}
