import { createBrowserRouter, Navigate } from "react-router";
import { Broken } from "./shell/Broken";
import { Shell } from "./shell/Shell";
import { SignedIn } from "./shell/SignedIn";
import { Waiting } from "./parts/Waiting";

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Waiting />,
    children: [
      { path: "shop", lazy: async () => ({ Component: (await import("./shop/ShopPage")).ShopPage }) },
      {
        element: <SignedIn />,
        errorElement: <Broken />,
        children: [
          { index: true, element: <Navigate to="/live" replace /> },
          { path: "live", lazy: async () => ({ Component: (await import("./live/LivePage")).LivePage }) },
          {
            path: "campaigns",
            lazy: async () => ({ Component: (await import("./campaigns/CampaignsPage")).CampaignsPage }),
          },
          {
            path: "campaigns/new",
            lazy: async () => ({ Component: (await import("./editor/EditorPage")).EditorPage }),
          },
          {
            path: "campaigns/:id",
            lazy: async () => ({ Component: (await import("./campaign/CampaignPage")).CampaignPage }),
          },
          {
            path: "campaigns/:id/edit",
            lazy: async () => ({ Component: (await import("./editor/EditorPage")).EditorPage }),
          },
          {
            path: "people",
            lazy: async () => ({ Component: (await import("./people/PeoplePage")).PeoplePage }),
          },
          {
            path: "access",
            lazy: async () => ({ Component: (await import("./access/AccessPage")).AccessPage }),
          },
          { path: "*", lazy: async () => ({ Component: (await import("./shell/NotFound")).NotFound }) },
        ],
      },
    ],
  },
]);
