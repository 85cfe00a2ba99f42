import { createBrowserRouter, Navigate } from "react-router";
import { Broken } from "./shell/Broken";
import { Shell } from "./shell/Shell";
import { SignedIn } from "./shell/SignedIn";
import { Waiting } from "./parts/Waiting";

/** Begins with the page that the address says, whose program it asks for. */
export const newRouter = () =>
  createBrowserRouter([
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
              path: "campaigns/new/templates",
              lazy: async () => ({ Component: (await import("./templates/TemplatesPage")).TemplatesPage }),
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
              path: "calendar",
              lazy: async () => ({ Component: (await import("./calendar/CalendarPage")).CalendarPage }),
            },
            {
              path: "people",
              lazy: async () => ({ Component: (await import("./people/PeoplePage")).PeoplePage }),
            },
            {
              path: "data",
              lazy: async () => ({ Component: (await import("./data/CollectionsPage")).CollectionsPage }),
            },
            {
              path: "data/collections/new",
              lazy: async () => ({
                Component: (await import("./data/EditCollectionPage")).NewCollectionPage,
              }),
            },
            {
              path: "data/collections/:id/edit",
              lazy: async () => ({
                Component: (await import("./data/EditCollectionPage")).EditCollectionPage,
              }),
            },
            {
              path: "data/collections/:id",
              lazy: async () => ({ Component: (await import("./data/CollectionPage")).CollectionPage }),
            },
            {
              path: "data/queries",
              lazy: async () => ({ Component: (await import("./workbench/QueriesPage")).QueriesPage }),
            },
            {
              path: "data/queries/new",
              lazy: async () => ({ Component: (await import("./workbench/QueryPage")).NewQueryPage }),
            },
            {
              path: "data/queries/:name",
              lazy: async () => ({ Component: (await import("./workbench/QueryPage")).QueryPage }),
            },
            {
              path: "data/boards",
              lazy: async () => ({ Component: (await import("./boards/BoardsPage")).BoardsPage }),
            },
            {
              path: "data/names",
              lazy: async () => ({ Component: (await import("./data/NamesPage")).NamesPage }),
            },
            { path: "boards", element: <Navigate to="/data/boards" replace /> },
            {
              path: "boards/new",
              lazy: async () => ({ Component: (await import("./boards/EditBoardPage")).NewBoardPage }),
            },
            {
              path: "boards/:name",
              lazy: async () => ({ Component: (await import("./boards/BoardPage")).BoardPage }),
            },
            {
              path: "boards/:name/edit",
              lazy: async () => ({ Component: (await import("./boards/EditBoardPage")).EditBoardPage }),
            },
            {
              path: "people/:user",
              lazy: async () => ({ Component: (await import("./people/PersonPage")).PersonRoute }),
            },
            {
              path: "segments",
              lazy: async () => ({ Component: (await import("./segments/SegmentsPage")).SegmentsPage }),
            },
            {
              path: "segments/:id",
              lazy: async () => ({ Component: (await import("./segments/SegmentPage")).SegmentPage }),
            },
            {
              path: "channels",
              lazy: async () => ({ Component: (await import("./channels/ChannelsPage")).ChannelsPage }),
            },
            {
              path: "channels/new",
              lazy: async () => ({ Component: (await import("./channels/ChannelPage")).NewChannelPage }),
            },
            {
              path: "channels/:id",
              lazy: async () => ({ Component: (await import("./channels/ChannelPage")).ChannelPage }),
            },
            {
              path: "account",
              lazy: async () => ({ Component: (await import("./access/AccountPage")).AccountPage }),
            },
            {
              path: "access",
              lazy: async () => ({ Component: (await import("./access/AccessPage")).AccessPage }),
            },
            {
              path: "reference",
              lazy: async () => ({ Component: (await import("./reference/ReferencePage")).ReferencePage }),
            },
            {
              path: "reference/event",
              lazy: async () => ({ Component: (await import("./reference/SendEventPage")).SendEventPage }),
            },
            {
              path: "reference/document",
              lazy: async () => ({
                Component: (await import("./reference/SendDocumentPage")).SendDocumentPage,
              }),
            },
            { path: "*", lazy: async () => ({ Component: (await import("./shell/NotFound")).NotFound }) },
          ],
        },
      ],
    },
  ]);
