// Stand-in for the pixel in VK's openapi.js: one picture a hit; its cookies are vk.com's own.

let pixel;

window.VK = {
  Retargeting: {
    Init: (id) => {
      pixel = id;
    },
    Hit: () => ask(`vk.com/rtrg?p=${pixel}`),
    Event: (event) => ask(`vk.com/rtrg?p=${pixel}&event=${event}`),
  },
};
