/* The time that is left, minute by minute. The server wrote it already: without this file it is right when it loads. */
"use strict";

const MINUTO = 60000; // milliseconds

document.querySelectorAll("[data-vence]").forEach((elemento) => {
  const vence = Date.parse(elemento.dataset.vence);
  const reloj = setInterval(() => {
    const minutos = Math.ceil((vence - Date.now()) / MINUTO);
    if (minutos > 0) {
      elemento.textContent = `Quedan ${Math.floor(minutos / 60)} h ${String(minutos % 60).padStart(2, "0")} min`;
    } else {
      elemento.textContent = "El plazo terminó: actualice la página";
      clearInterval(reloj);
    }
  }, 1000);
});
