function t(n){let r=Array.from(n);return r.length<=28?n:`${r.slice(0,16).join("")}…${r.slice(-10).join("")}`}export{t as a};
