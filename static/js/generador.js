/* 5.2.g: makes a password in this page and nowhere else. It has no name, no form and no network: nothing is sent,
   stored or put in the address. It is forgotten after a minute, and on leaving. */
"use strict";

(() => {
  const generador = document.querySelector("[data-generador]");
  if (!generador) return;

  const OLVIDAR = 60000; // milliseconds
  const CLASES = {
    minusculas: "abcdefghijklmnopqrstuvwxyz",
    mayusculas: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    numeros: "0123456789",
    especiales: "!#$%&()*+,-./:;<=>?@[]_{}~",
  };
  const AMBIGUOS = /[Il1|O0oS5B8Z2.,:;]/g;
  const parte = (nombre) => generador.querySelector(`[data-generador-${nombre}]`);
  const salida = parte("salida");
  const estado = parte("estado");
  const copiar = parte("copiar");
  const borrar = parte("borrar");
  let temporizador;

  // A whole number below `limite`, each as likely: what falls in the incomplete last turn of 2^32 is thrown again.
  function azar(limite) {
    const tope = 2 ** 32 - (2 ** 32 % limite);
    const numero = new Uint32Array(1);
    do crypto.getRandomValues(numero); while (numero[0] >= tope);
    return numero[0] % limite;
  }

  const una = (signos) => signos[azar(signos.length)];

  function contrasena() {
    const elegidas = Object.keys(CLASES)
      .filter((clase) => parte(clase).checked)
      .map((clase) => parte("ambiguos").checked ? CLASES[clase].replace(AMBIGUOS, "") : CLASES[clase]);
    const todos = elegidas.join("");
    const largo = Math.min(Math.max(Number(parte("largo").value) || 16, 12), 64);
    // All lengths and signs are drawn alike; one that lacks a class is thrown away whole, so that no place is special.
    for (;;) {
      const signos = Array.from({ length: largo }, () => una(todos));
      if (elegidas.every((clase) => signos.some((signo) => clase.includes(signo)))) return signos.join("");
    }
  }

  function olvidar(mensaje) {
    clearTimeout(temporizador);
    salida.textContent = "";
    copiar.disabled = borrar.disabled = true;
    estado.textContent = mensaje;
  }

  parte("crear").addEventListener("click", () => {
    if (!Object.keys(CLASES).some((clase) => parte(clase).checked)) {
      olvidar("Elija al menos una clase de signos.");
      return;
    }
    clearTimeout(temporizador);
    salida.textContent = contrasena();
    copiar.disabled = borrar.disabled = false;
    estado.textContent = "Lista. Se borra de esta página en un minuto.";
    temporizador = setTimeout(() => olvidar("La contraseña se borró de esta página."), OLVIDAR);
  });

  copiar.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(salida.textContent);
      estado.textContent = "Copiada. Péguela en la red social y guárdela en el gestor de contraseñas.";
    } catch {
      estado.textContent = "No se pudo copiar: selecciónela y cópiela con el teclado.";
    }
  });
  borrar.addEventListener("click", () => olvidar("La contraseña se borró de esta página."));
  window.addEventListener("pagehide", () => olvidar(""));

  olvidar("");
  generador.hidden = false;
  document.querySelectorAll("[data-sin-generador]").forEach((aviso) => { aviso.hidden = true; });
})();
