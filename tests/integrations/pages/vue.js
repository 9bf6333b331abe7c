import { createApp, h } from "vue";
import { useConsent } from "../../../integrations/vue/useConsent.js";

createApp({
  setup() {
    const allowed = useConsent("analytics");
    return () => h("p", { id: "said" }, allowed.value ? "allowed" : "denied");
  },
}).mount("main");
