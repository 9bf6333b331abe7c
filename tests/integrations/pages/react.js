import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { useConsent } from "../../../integrations/react/useConsent.js";

const Video = () => createElement("p", { id: "said" }, useConsent("analytics") ? "allowed" : "denied");

createRoot(document.querySelector("main")).render(createElement(Video));
