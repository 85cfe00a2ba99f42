import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type DataRouter, RouterProvider } from "react-router";
import { Failure } from "./api/failure";
import { session } from "./api/queries";
import { newRouter } from "./routes";
import { variables } from "./theme/theme";
import { useTheme } from "./theme/useTheme";

const schemes = localStorageColorSchemeManager({ key: "nudge-scheme" });

const queries: QueryClient = new QueryClient({
  defaultOptions: {
    // What the browser says of the network is no more than a guess: asking tells, and then the page says so.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 5_000,
      retry: (count, error) =>
        !(error instanceof Failure && error.status >= 400 && error.status < 500) && count < 2,
      refetchOnWindowFocus: false,
    },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = error instanceof Failure && error.status === 401;
      if (signedOut && query.queryKey[0] !== "session") {
        void queries.resetQueries({ queryKey: session.queryKey });
      }
    },
  }),
});

/** For main.tsx, which makes it in a task of its own, from the same file of the build. */
export { newRouter };

export function App({ router }: { router: DataRouter }) {
  const theme = useTheme();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
