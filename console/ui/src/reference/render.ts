import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import { csrfToken } from "../api/client";

/** Shows the API's own document in a place of the page. */
export function render(place: HTMLElement): void {
  SwaggerUI({
    domNode: place,
    url: "/api/docs",
    deepLinking: false,
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    filter: true,
    tagsSorter: "alpha",
    validatorUrl: null,
    requestInterceptor: (request) => {
      const token = csrfToken(document.cookie);
      if (token !== undefined) {
        request.headers["X-XSRF-TOKEN"] = decodeURIComponent(token);
      }
      return request;
    },
  });
}
